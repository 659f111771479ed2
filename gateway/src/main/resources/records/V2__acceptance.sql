-- Which sensors said the same, and which the contrary, when a person found something to be gone: ids, with commas between.
ALTER TABLE lines ADD COLUMN sensors_agree VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE lines ADD COLUMN sensors_disagree VARCHAR DEFAULT '' NOT NULL;

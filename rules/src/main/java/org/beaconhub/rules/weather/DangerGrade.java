package org.beaconhub.rules.weather;

/**
 * The five grades of forest fire weather in China, by the names of LY/T 1172-95 and the colours of QX/T 77-2007.
 * {@link DangerIndex} tells which one a day has.
 */
public enum DangerGrade {
    /** Nothing burns. */
    NONE("一级 没有危险", "grade I, no danger", "green", 25),
    /** Hard to light. */
    LOW("二级 低度危险", "grade II, low danger", "blue", 50),
    /** Can burn. */
    MODERATE("三级 中度危险", "grade III, moderate danger", "yellow", 72),
    /** Burns easily. */
    HIGH("四级 高度危险", "grade IV, high danger", "orange", 90),
    /** Burns at any spark. */
    EXTREME("五级 极度危险", "grade V, extreme danger", "red", Double.POSITIVE_INFINITY);

    private final String zh;
    private final String en;
    private final String colour;
    private final double indexMax;

    DangerGrade(String zh, String en, String colour, double indexMax) {
        this.zh = zh;
        this.en = en;
        this.colour = colour;
        this.indexMax = indexMax;
    }

    /** Its name in Chinese. */
    public String zh() {
        return zh;
    }

    /** Its name in English. */
    public String en() {
        return en;
    }

    /** The colour it is shown in, by its English name. */
    public String colour() {
        return colour;
    }

    /** 1 to 5, as rules compare it. */
    public int number() {
        return ordinal() + 1;
    }

    /** The grade of an index; limits of LY/T 1172-95: up to 25, 50, 72, 90, and above. */
    static DangerGrade of(double index) {
        for (DangerGrade grade : values()) {
            if (index <= grade.indexMax) {
                return grade;
            }
        }
        return EXTREME;
    }
}

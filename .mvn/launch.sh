# What ./beacon and ./dev share: finding a JDK 25 and Maven, and building with progress. Sourced, never run.
# shellcheck shell=bash
# shellcheck disable=SC2034  # JVM_FLAGS and BUILT are for those who source this

readonly JDK_MIN=25
# The serial collector: on a small machine it costs the messages less than the default one, and its pauses stay below
# what ./dev bench latency allows.
readonly JVM_FLAGS=(
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseCompactObjectHeaders -XX:+UseSerialGC
  -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Djava.awt.headless=true
)

fail() {
  printf '%s\n' "$1" >&2
  exit 2
}

# The version of a JDK in a folder; 0 where there is none, or only a runtime without a compiler.
jdk_version() {
  local line='' version
  if [[ ! -x $1/bin/javac ]]; then
    echo 0
    return
  fi
  if [[ -r $1/release ]]; then line=$(grep -m1 '^JAVA_VERSION=' "$1/release" || true); fi
  version=${line#*\"}
  version=${version%%[!0-9]*}
  echo "${version:-0}"
}

# Sets JAVA_HOME: the one that is set, else the newest below /usr/lib/jvm, else the one in the PATH.
find_jdk() {
  local folder best='' best_version=$((JDK_MIN - 1)) version
  if [[ -n ${JAVA_HOME:-} ]] && (($(jdk_version "$JAVA_HOME") >= JDK_MIN)); then
    export JAVA_HOME
    return
  fi
  for folder in "${BEACON_JVMS:-/usr/lib/jvm}"/*; do
    version=$(jdk_version "$folder")
    if ((version > best_version)); then
      best=$folder
      best_version=$version
    fi
  done
  if [[ -z $best ]] && folder=$(command -v javac); then
    folder=$(dirname "$(dirname "$(readlink -f "$folder")")")
    if (($(jdk_version "$folder") >= JDK_MIN)); then best=$folder; fi
  fi
  if [[ -z $best ]]; then
    fail "Beacon Hub needs a JDK $JDK_MIN: install package temurin-25-jdk or openjdk-25-jdk, or set JAVA_HOME"
  fi
  export JAVA_HOME=$best
}

find_maven() {
  command -v mvn >/dev/null || fail "Beacon Hub is built by Maven: install package maven"
  export MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
}

# Reads Maven's output and shows what a person wants to know of it; the whole is in the log.
show_progress() {
  local line fetched=0 begun=$SECONDS module='' following=0
  while IFS= read -r line; do
    case $line in
      *'Building Beacon Hub: '*)
        module=${line#*Building Beacon Hub: }
        printf '  %-12s %4d s\n' "${module%% *}" $((SECONDS - begun))
        ;;
      *'Downloaded from '*)
        fetched=$((fetched + 1))
        if ((fetched % 50 == 0)); then printf '  %d files fetched, %d s\n' "$fetched" $((SECONDS - begun)); fi
        ;;
      *'[Help 1]'* | '[ERROR] ' | *'-e switch'* | *'-X switch'* | *'For more information'* | *'After correcting'* | *'mvn <args>'*) ;;
      *'[ERROR]'* | *'Tests run:'*)
        printf '%s\n' "$line"
        following=0
        # What a test says of its failure comes in the lines below it.
        if [[ $line == *'<<< '* && $line != *'Tests run:'* ]]; then following=8; fi
        ;;
      '['* | '') ;;
      *)
        if ((following > 0)); then
          following=$((following - 1))
          printf '    %.400s\n' "$line"
        fi
        ;;
    esac
  done
}

# What a build of the program is made from has changed since, or a file was added or taken away.
is_stale() {
  local stamp=$1
  [[ -e $stamp ]] || return 0
  [[ -n $(find pom.xml testkit rules gateway sensors-sim dashboards "${@:2}" \
    \( -name target -o -path '*/src/test' \) -prune -o \
    \( -type f -o -path '*/*/*' \) -newer "$stamp" -print -quit) ]]
}

# Builds modules and gives their class paths in a folder, BUILT. Each build has a folder of its own below target/run/, so
# that a hub that runs keeps its jars while a newer one is built. $1: name, $2…: the modules whose class paths are wanted.
build() {
  local name=$1 current=target/run/$1/current extra=() module
  shift
  for module in "$@"; do
    case $module in gateway | sensors-sim) ;; *) extra+=("$module") ;; esac
  done
  if is_stale "$current/stamp" "${extra[@]}"; then
    mkdir -p "target/run/$name"
    exec 9>target/run/lock
    if ! flock -n 9; then
      echo "waiting for another build of Beacon Hub to end" >&2
      flock 9
    fi
    if is_stale "$current/stamp" "${extra[@]}"; then build_now "$name" "$@"; fi
    exec 9>&-
  fi
  BUILT=$PWD/target/run/$name/$(readlink "$current")
}

build_now() {
  local name=$1 next log begun=$SECONDS
  shift
  find_maven
  next=$(mktemp -d "target/run/$name/$(date +%Y%m%d-%H%M%S)-XXXX")
  log=$next/build.log
  touch "$next/begun"
  echo "building Beacon Hub; the first time fetches libraries, which takes minutes (log: $log)" >&2
  if ! mvn -B package dependency:build-classpath -Dmaven.test.skip=true -Denforcer.skip -Dlicense.skip \
    -pl "$(IFS=, && echo "$*")" -am -Dmdep.outputFile=target/classpath.txt -DincludeScope="${SCOPE:-runtime}" \
    2>&1 | tee "$log" | show_progress >&2; then
    fail "the build failed; the whole of it is in $log"
  fi
  collect "$next" "$@"
  mv "$next/begun" "$next/stamp"
  ln -s "$(basename "$next")" "$next.link"
  mv -T "$next.link" "target/run/$name/current"
  prune "$name"
  echo "built in $((SECONDS - begun)) s" >&2
}

# Our own jars are copied, as the next build writes over them; libraries stay in Maven's repository.
collect() {
  local next=$1 module path entry out
  mkdir "$next/lib"
  for module in "${@:2}"; do
    out=''
    IFS=: read -ra path <<<"$(<"$module/target/classpath.txt")"
    for entry in "$PWD/$module/target/"beacon-*-SNAPSHOT.jar "${path[@]}"; do
      if [[ $entry == "$PWD"/* ]]; then
        cp -p "$entry" "$next/lib/"
        entry=$PWD/$next/lib/${entry##*/}
      fi
      out+=${out:+:}$entry
    done
    printf '%s\n' "$out" >"$next/$module.classpath"
  done
}

# Keeps the three newest builds; an older one may still run, but has its jars open by then.
prune() {
  local old
  find "target/run/$1" -mindepth 1 -maxdepth 1 -type d | sort -r | tail -n +4 | while IFS= read -r old; do
    rm -rf "$old"
  done
}

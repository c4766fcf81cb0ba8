# Read by the checks of the numeric core: copies of a few rooms as a package of their own, which
# builds in seconds and leaves the working tree alone. Needs $root, the root of the checkout.

# What `room("NAME", …)` or `tests("NAME", …)` of Package.swift depends on.
dependencies() {
  tr '\n' ' ' <"$root/Package.swift" | grep -o "$1( *\"$2\"[^)]*)" | head -n 1 |
    sed 's/^[^,)]*//' | grep -o '"[A-Za-z]*"' | tr -d '"' || true
}

# The room and all below it, lowest first, each once.
closure() {
  local below
  for below in $(dependencies room "$1"); do closure "$below"; done
  echo "$1"
}

# copy_rooms FOLDER ROOM...: a package of those rooms, what they need and their tests. Only rooms are
# optimised: calls from the tests then go to a room's one compiled copy, so that a change inside a
# room costs one build of its file.
copy_rooms() {
  local copy=$1 rooms name room quoted
  shift
  rooms=$(for room in "$@"; do
    for name in $(dependencies tests "$room" | grep -v -x -e "$room" -e ReferenceCases) "$room"; do
      closure "$name"
    done
  done | awk '!seen[$0]++')
  rm -rf "$copy/Sources" "$copy/Tests"
  mkdir -p "$copy/Sources" "$copy/Tests"
  for name in $rooms; do cp -Rp "$root/Sources/$name" "$copy/Sources/"; done
  cp -Rp "$root/Tests/ReferenceCases" "$copy/Tests/"
  for room in "$@"; do cp -Rp "$root/Tests/${room}Tests" "$copy/Tests/"; done
  if [ -d "$root/../shared" ]; then ln -sfn "$root/../shared" "$(dirname "$copy")/shared"; fi
  {
    cat <<'TEXT'
// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]
let optimised = settings + [.unsafeFlags(["-O"])]
let package = Package(
  name: "rooms", platforms: [.macOS(.v15)],
  targets: [
    .target(name: "ReferenceCases", path: "Tests/ReferenceCases", swiftSettings: settings),
TEXT
    for name in $rooms; do
      if [ "$name" = CLAPACKE ]; then
        echo '    .systemLibrary(name: "CLAPACKE", pkgConfig: "lapacke"),'
        continue
      fi
      quoted=$(dependencies room "$name" | sed 's/.*/"&"/' | paste -sd, -)
      echo "    .target(name: \"$name\", dependencies: [$quoted], swiftSettings: optimised),"
    done
    for room in "$@"; do
      quoted=$({ dependencies tests "$room"; echo ReferenceCases; } | sort -u | sed 's/.*/"&"/' |
        paste -sd, -)
      echo "    .testTarget("
      echo "      name: \"${room}Tests\", dependencies: [$quoted], swiftSettings: settings),"
    done
    echo '  ])'
  } >"$copy/Package.swift"
}

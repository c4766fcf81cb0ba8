# Lists the mutants of Swift files, one per line: file, line number, kind, the line's new text,
# separated by tabs. Read by scripts/mutate; run with LC_ALL=C.

# A line with string contents as underscores and the comment, if any, cut off. A string that spans
# lines carries over in `inText`.
function masked(s,    i, n, c, out, depth) {
  out = ""; n = length(s); i = 1
  while (i <= n) {
    if (inText) {
      if (substr(s, i, 3) == "\"\"\"") { inText = 0; out = out "___"; i += 3 }
      else { out = out "_"; i++ }
      continue
    }
    c = substr(s, i, 1)
    if (c == "/" && substr(s, i + 1, 1) == "/") break
    if (substr(s, i, 3) == "\"\"\"") { inText = 1; out = out "___"; i += 3; continue }
    if (c != "\"") { out = out c; i++; continue }
    out = out "_"; i++; depth = 0
    while (i <= n) {
      c = substr(s, i, 1)
      if (c == "\\" && substr(s, i + 1, 1) == "(") { depth++; out = out "__"; i += 2; continue }
      if (c == "\\") { out = out "__"; i += 2; continue }
      if (depth > 0 && c == "(") depth++
      if (depth > 0 && c == ")") depth--
      out = out "_"; i++
      if (c == "\"" && depth == 0) break
    }
  }
  sub(/ +$/, "", out)
  return out
}

function count(s, class,    copy) { copy = s; return gsub(class, "", copy) }
function balance(s) {
  return count(s, "[(]") - count(s, "[)]") + count(s, "[[]") - count(s, "[]]") \
    + count(s, "[{]") - count(s, "[}]")
}

function emit(at, kind, text) {
  print file "\t" at "\t" kind "\t" text
}

# The line `at` with `width` characters from `from` replaced.
function swap(at, from, width, replacement, kind) {
  emit(at, kind, substr(raw[at], 1, from - 1) replacement substr(raw[at], from + width))
}

function operators(at, m,    i, k, symbol, other) {
  for (k = 1; k <= pairs; k++) {
    symbol = " " old[k] " "
    i = 1
    while ((other = index(substr(m, i), symbol)) > 0) {
      i += other - 1
      if (old[k] ~ /[<>]/) {
        swap(at, i + 1, length(old[k]), reverse[k], "comparison")
        # At the limit of a continuous range both branches agree: only counts and checks are moved.
        if (m ~ /guard |while |[cC]ount|Int[(]|season|horizon|lag|order|rows|columns|index|trials/ &&
            substr(m, i + length(symbol)) !~ decimal)
          swap(at, i + 1, length(old[k]), fresh[k], "boundary")
      } else swap(at, i + 1, length(old[k]), fresh[k], "operator")
      i += length(symbol) - 1
    }
  }
  i = 1
  while ((other = index(substr(m, i), "..<")) > 0) {
    i += other - 1
    if (m !~ /for _ in/) swap(at, i, 3, "...", "range")
    i += 3
  }
  for (k = 1; k <= words; k++) {
    i = 1
    while ((other = index(substr(m, i), word[k])) > 0) {
      i += other - 1
      if (i == 1 || substr(m, i - 1, 1) !~ /[A-Za-z0-9_]/)
        if (substr(m, i + length(word[k]), 1) !~ /[A-Za-z0-9_]/ || word[k] ~ /[(]$/)
          swap(at, i, length(word[k]), instead[k], "word")
      i += length(word[k])
    }
  }
}

# Constants, but for what only sets a tolerance, a limit or an amount of memory (few digits with a
# negative exponent, or a round million and more), decimal limits in comparisons, which choose
# between formulas that hold on both sides, powers of two in static limits of size, which choose
# between paths with one answer, and what a buffer holds before it is written.
function constants(at, m,    i, rest, text, before, after, value, digits, changed) {
  if (m ~ /for _ in|0x|static let [A-Za-z]*([lL]imit|[rR]ows) = 1 <<|Array\(repeating: 0\.0, count:/) return
  i = 1
  while (match(rest = substr(m, i), /[0-9][0-9_]*(\.[0-9][0-9_]*)?([eE][-+]?[0-9]+)?/)) {
    i += RSTART - 1
    text = substr(m, i, RLENGTH)
    before = i > 1 ? substr(m, i - 1, 1) : " "
    if (before == "." && i > 2 && substr(m, i - 2, 1) == ".") before = " "
    after = substr(m, i + RLENGTH, 1)
    if (before !~ /[A-Za-z0-9_.$]/ && after !~ /[A-Za-z0-9_]/) {
      value = text; gsub(/_/, "", value)
      digits = value; sub(/[eE].*/, "", digits); gsub(/[.]/, "", digits); gsub(/^0+|0+$/, "", digits)
      if (!(length(digits) <= 2 && (value ~ /[eE]-/ || value + 0 >= 1e6))) {
        if (value ~ /[.eE]/) {
          if (substr(m, 1, i - 1) ~ /[<>]=? -?$/) { i += RLENGTH; continue }
          changed = value + 0 == 0 ? "1.0" : sprintf("%.17g", (value + 0) * 1.1)
          if (changed !~ /[.e]/) changed = changed ".0"
        } else changed = value + 0 < 1e15 ? sprintf("%d", value + 1) : ""
        if (changed != "") swap(at, i, RLENGTH, changed, "constant")
      }
    }
    i += RLENGTH
  }
}

function conditions(at, m,    from, upto, text) {
  if (match(m, /^ *(\} else )?if /)) upto = index(m, " {")
  else if (match(m, /^ *guard /)) upto = index(m, " else {")
  else return
  from = RLENGTH + 1
  if (upto <= from) return
  text = substr(m, from, upto - from)
  if (text ~ /(^| )(let|var|case) |,|[{]|#/) return
  # A single comparison has its own reversal.
  if (text ~ / ([<>]=?|[!=]=) / && text !~ / (&&|[|][|]) /) return
  swap(at, from, upto - from, "!(" substr(raw[at], from, upto - from) ")", "condition")
}

function statements(at, m,    text) {
  text = m; sub(/^ +/, "", text)
  if (balance(text) != 0 || plain[at - 1] ~ /[-,(=?:+*\/&|]$/) return
  if (plain[at + 1] ~ /^ *([-+*\/?:.)&|=]|< |> |}\))/) return
  if (text ~ /^(let|var|return|case|if|guard|for|while|self|throw|switch|do|defer) /) return
  if (text ~ /^self[.]|^super[.]/) return
  if (text ~ /^[A-Za-z_][A-Za-z0-9_.]*(\[[^=]*\])?[A-Za-z0-9_.]* [-+*\/&|^]?= .+$/ ||
      text ~ /^(try )?[a-zA-Z_][A-Za-z0-9_.]*\(.*\)$/)
    emit(at, "statement", substr(raw[at], 1, match(raw[at], /[^ ]/) - 1) "/* dropped */")
}

function lines(    at, m, open, skipping, from) {
  skipping = 0
  for (at = 1; at <= total; at++) {
    m = plain[at]
    if (skipping > 0) { skipping += balance(m); continue }
    if (m ~ /throw |precondition|assert\(|fatalError|Error\(/) {
      # Messages and what goes into them; the condition around them has its own line.
      skipping = balance(substr(m, match(m, /throw |precondition|assert\(|fatalError|Error\(/)))
      if (m ~ /^ *(guard|if) /) conditions(at, m)
      continue
    }
    if (m ~ /reserveCapacity|^ *@|^#|^ *import |^ *(public |package )?import /) {
      if (m !~ /[{].*[}]/) continue
    }
    if (m ~ /(^| )(func|init|struct|enum|class|protocol|extension|typealias|subscript|associatedtype)[ (<]/ ||
        m ~ /(^| )var .*[{]/) {
      open = index(m, "{")
      if (open == 0 || open == length(m)) continue
      m = sprintf("%" open "s", "") substr(m, open + 1)
      operators(at, m); constants(at, m)
      continue
    }
    operators(at, m); constants(at, m); conditions(at, m); statements(at, m)
  }
}

BEGIN {
  decimal = "^-?[0-9]+([.][0-9]|[eE])"
  pairs = split("+ - * / < < <= <= > > >= >= == != && || += -= *= /=", old, " ")
  split("- + / * <= > < > >= < > < != == || && -= += /= *=", fresh, " ")
  reverse[5] = ">"; reverse[6] = ">="; reverse[7] = "<"; reverse[8] = "<="
  words = split("true false min( max(", word, " ")
  split("false true max( min(", instead, " ")
  for (a = 1; a < ARGC; a++) {
    file = ARGV[a]; total = 0; inText = 0
    while ((getline line < file) > 0) { raw[++total] = line; plain[total] = masked(line) }
    close(file)
    plain[0] = ""; plain[total + 1] = ""
    lines()
  }
}

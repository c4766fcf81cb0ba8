# Times R's glm and glm.fit, Poisson with the log link, on a design and counts written as raw
# doubles, column by column.
#
# usage: Rscript poisson_regression.R DESIGN COUNTS ROWS COLUMNS REPETITIONS
#
# Prints `version`, a line `time NAME WALL CPU` per repetition and a line `values NAME` with the
# coefficients, separated by tabs.
words <- commandArgs(trailingOnly = TRUE)
rows <- as.integer(words[3])
columns <- as.integer(words[4])
repetitions <- as.integer(words[5])
X <- matrix(readBin(words[1], "double", rows * columns), rows, columns)
y <- readBin(words[2], "double", rows)
cat("version\tR ", R.version$major, ".", R.version$minor, "\n", sep = "")
methods <- list(
  glm = function() glm(y ~ X - 1, family = poisson()),
  glm.fit = function() glm.fit(X, y, family = poisson())
)
for (name in names(methods)) {
  for (repetition in seq_len(repetitions)) {
    spent <- system.time(fit <- methods[[name]]())
    cat("time\t", name, "\t", spent[["elapsed"]], "\t", spent[["user.self"]] + spent[["sys.self"]],
      "\n", sep = "")
  }
  cat("values\t", name, "\t", paste(format(unname(fit$coefficients), digits = 17),
    collapse = "\t"), "\n", sep = "")
}

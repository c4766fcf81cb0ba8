# Times the R package forecast on the annual table, one thread, series by series.
#
# usage: Rscript annual_forecasts.R TABLE SERIES HORIZON REPETITIONS
#
# Prints `version`, then a line `time NAME WALL CPU` per repetition, separated by tabs. Only the
# first repetition is made of the slow methods ets and auto.arima.
suppressWarnings(suppressMessages(library(forecast)))
words <- commandArgs(trailingOnly = TRUE)
count <- as.integer(words[2])
horizon <- as.integer(words[3])
repetitions <- as.integer(words[4])
rows <- as.matrix(read.csv(words[1])[seq_len(count), -1])
series <- lapply(seq_len(nrow(rows)), function(i) ts(as.numeric(rows[i, ])))
levels <- c(80, 95)
methods <- list(
  thetaf = function(y) thetaf(y, h = horizon, level = levels),
  ets = function(y) forecast(ets(y), h = horizon, level = levels),
  auto.arima = function(y) forecast(auto.arima(y), h = horizon, level = levels)
)
cat("version\tR forecast ", as.character(packageVersion("forecast")), "\n", sep = "")
for (name in names(methods)) {
  method <- methods[[name]]
  for (y in series[1:10]) suppressWarnings(method(y))
  for (repetition in seq_len(if (name == "thetaf") repetitions else 1)) {
    spent <- system.time(for (y in series) suppressWarnings(method(y)))
    cat("time\t", name, "\t", spent[["elapsed"]], "\t", spent[["user.self"]] + spent[["sys.self"]],
      "\n", sep = "")
  }
}

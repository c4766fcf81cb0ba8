# Reads the run in this folder; needs nothing but base R.
#
# rows("forecasts") gives a table of data/ as a data frame of texts; figure() makes numbers of a
# column. A figure that disclosure control hides is the text "c" and becomes NA.
# From R: source("read_run.R"). From a shell: Rscript read_run.R prints the totals.

folder <- local({
  files <- unlist(lapply(sys.frames(), function(frame) frame$ofile))
  script <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
  path <- c(files, script)
  if (length(path) > 0) dirname(normalizePath(path[1])) else "."
})

rows <- function(table) {
  read.csv(
    file.path(folder, "data", paste0(table, ".csv")),
    colClasses = "character", na.strings = character(), check.names = FALSE,
    encoding = "UTF-8", stringsAsFactors = FALSE
  )
}

figure <- function(text) {
  text[text %in% c("", "c")] <- NA
  as.numeric(text)
}

totals <- function() {
  table <- rows("forecasts")
  table <- table[table$split_by == "none", ]
  data.frame(
    scenario = table$scenario, measure = table$measure, period = table$period,
    p10 = figure(table$p10), p50 = figure(table$p50), p90 = figure(table$p90)
  )
}

if (!interactive() && sys.nframe() == 0L) print(totals(), row.names = FALSE)

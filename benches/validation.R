# SPDX-FileCopyrightText: 2026 taxeer contributors
# SPDX-License-Identifier: EUPL-1.2

# The same three tasks as benches/validation.rs, by pROC, rms and survival, on the files that it wrote. Only the computing is timed.
suppressPackageStartupMessages({ library(pROC); library(rms); library(survival) })
folder <- commandArgs(trailingOnly = TRUE)[1]
say <- function(what, call) cat(sprintf("R      %-50s %9.3f s\n", what, system.time(call)[["elapsed"]]))
a <- read.csv(file.path(folder, "auc.csv"))
say("AUC and DeLong, 1,000,000 rows (pROC)", ci.auc(roc(a$y, a$x, direction = "<", quiet = TRUE), method = "delong"))
s <- read.csv(file.path(folder, "cox.csv"))
say("Cox, Efron, 100,000 rows (survival)", coxph(Surv(t, y) ~ a + b + c + d, data = s, ties = "efron"))
b <- read.csv(file.path(folder, "boot.csv"))
fit <- lrm(y ~ a + b + c + d + e + f + g, data = b, x = TRUE, y = TRUE)
set.seed(1)
say("2,000 bootstrap validations, 7,214 rows (rms)", validate(fit, method = "boot", B = 2000))

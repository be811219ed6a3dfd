"""Turn a rule into numbers: units, expressions, tracing and generated code."""

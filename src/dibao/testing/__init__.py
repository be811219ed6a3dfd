"""What plug-in authors test with: strategies of households and days."""

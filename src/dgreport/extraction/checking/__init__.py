"""What does not add up in a Report, told in both languages."""

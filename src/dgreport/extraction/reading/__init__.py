"""The findings of a page: slides recognised, words found, values tied to them, a Report put together."""

"""What all stories share: beats and maps, grouping, wording, and finding and loading the kinds."""

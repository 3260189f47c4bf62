"""The room of the web service: OGC API Features and Processes, pages and embeds over the layers and analyses."""

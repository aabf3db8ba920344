heading = Titel: { $title }

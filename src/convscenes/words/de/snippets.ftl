# Wörter von Text zum Einfügen, auf Deutsch.

captions = Untertitel

"""banmian 版面: pages of Chinese newspapers → articles → labelled spans → a Chinese NER model."""

__version__ = "0.1.0"

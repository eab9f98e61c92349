"""One round on one machine: an encrypted file per duty, the dossier; it decides nothing.

``dossier.Dossier`` is the file, ``unit_of_work.UnitOfWork`` one transaction on it, ``records``
the values it keeps besides those of the panel, ``journal`` the chain of hashes, ``backups`` the
last three copies and the way back. Only ``records`` is light to import.
"""

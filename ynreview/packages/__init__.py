"""Sealed exchange between machines that never meet: containers, documents inside, verification.

Container: ``writer.seal_package``, ``disk.write_out``, ``reader.open_package``,
``bag.PackageHead``, ``bag.PackageType``, ``sources.Stream``,
``verdicts.PackageError`` and ``verdicts.Verdict``. Contents: ``documents`` (JSON), ``parts``
(what belongs into a package), one reader per type (``basis``, ``task``, ``score``, ``result``),
``recompute`` and ``verification.verify_package``.
"""

"""How everything looks: colours and sizes as data, one style sheet, recoloured icons, fonts."""

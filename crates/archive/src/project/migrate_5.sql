-- From the tables of version 5 to those of version 6: signatures are those of
-- passages with suggestions alone. The next scan that changes something makes
-- them anew.

UPDATE content SET signatures = NULL;

<?xml version="1.0" encoding="UTF-8"?>
<!-- Copies a POM without the dependencies that are only compiled against, and without what only children inherit. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:m="http://maven.apache.org/POM/4.0.0">
  <xsl:output encoding="UTF-8" indent="yes"/>
  <xsl:strip-space elements="*"/>
  <xsl:template match="@*|node()">
    <xsl:copy>
      <xsl:apply-templates select="@*|node()"/>
    </xsl:copy>
  </xsl:template>
  <xsl:template match="m:scm/@*"/>
  <xsl:template match="m:dependency[m:scope = 'provided']"/>
  <xsl:template match="m:dependencies[not(m:dependency[not(m:scope = 'provided')])]"/>
</xsl:stylesheet>

<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Text\Docx;

/** Writes Word files as Word does: a zip of XML parts. */
final class WordFile {

	private const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
		. 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';

	/** @param array<string, string> $parts More parts, or others in place of the usual ones. */
	public static function write( string $path, string $body, array $parts = [] ): void {
		$relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/';
		$style    = static fn(
			string $id,
			string $name,
			string $more = '',
		): string => '<w:style w:type="paragraph" w:styleId="' . $id . '"><w:name w:val="' . $name . '"/>' . $more . '</w:style>';
		$zip      = new \ZipArchive();
		$zip->open( $path, \ZipArchive::CREATE | \ZipArchive::OVERWRITE );
		foreach ( $parts + [
			'[Content_Types].xml'          => '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
			'_rels/.rels'                  => '<Relationships xmlns="x"><Relationship Id="r1" Type="' . $relation
				. 'officeDocument" Target="word/document.xml"/></Relationships>',
			'word/_rels/document.xml.rels' => '<Relationships xmlns="x"><Relationship Id="r1" Type="' . $relation
				. 'styles" Target="styles.xml"/><Relationship Id="r2" Type="' . $relation
				. 'footnotes" Target="/word/footnotes.xml"/><Relationship Id="r3" Type="' . $relation
				. 'hyperlink" Target="https://example.com/" TargetMode="External"/></Relationships>',
			'word/styles.xml'              => '<w:styles ' . self::W . '>' . $style( 'Titre1', 'heading 1' )
				. $style( 'Titre2', 'heading 2' ) . $style( 'Rubrique', 'Rubrique', '<w:basedOn w:val="Titre2"/>' )
				. $style( 'TM1', 'toc 1' ) . $style( 'Plan', 'Plan', '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>' ) . '</w:styles>',
			'word/footnotes.xml'           => '<w:footnotes ' . self::W
				. '><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote '
				. 'w:id="1"><w:p><w:r><w:t>Hors Corse et Monaco.</w:t></w:r></w:p></w:footnote></w:footnotes>',
			'word/document.xml'            => '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ' . self::W
				. '><w:body>' . $body . '</w:body></w:document>',
		] as $name => $content ) {
			$zip->addFromString( $name, $content );
		}
		$zip->close();
	}

	/** A paragraph, of a style when one is named. */
	public static function p( string $text, string $style = '' ): string {
		return '<w:p>' . ( '' === $style ? '' : '<w:pPr><w:pStyle w:val="' . $style . '"/></w:pPr>' ) . self::r( $text ) . '</w:p>';
	}

	public static function r( string $text ): string {
		return '<w:r><w:t xml:space="preserve">' . htmlspecialchars( $text, ENT_XML1 ) . '</w:t></w:r>';
	}

	/** @param list<list<string>> $rows Cells as text, or as XML of paragraphs. */
	public static function table( array $rows, string $look = '' ): string {
		$cell = static fn( string $text ): string => '<w:tc>' . ( str_starts_with( $text, '<' ) ? $text : self::p( $text ) ) . '</w:tc>';
		return '<w:tbl><w:tblPr>' . $look . '</w:tblPr>' . implode(
			'',
			array_map( static fn( array $row ): string => '<w:tr>' . implode( '', array_map( $cell, $row ) ) . '</w:tr>', $rows ),
		) . '</w:tbl>';
	}
}

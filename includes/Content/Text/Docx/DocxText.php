<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Docx;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Text\FileContent;
use Aaia\Chatbot\Content\Text\ReadingBudget;
use Aaia\Chatbot\Content\Text\ReadingFailed;
use Aaia\Chatbot\Content\Text\Unreadable;
use Aaia\Chatbot\Content\Text\ZipFile;

/** Reads Word files (DOCX, Office Open XML, ISO/IEC 29500, transitional and strict) written by Word, LibreOffice and Google Docs. */
final class DocxText {

	/** Maximum bytes of the document's XML, about 1,500 pages. */
	private const BODY = 32_000_000;

	/** Maximum bytes of the XML of styles and notes. */
	private const PART = 8_000_000;

	/** Maximum bytes of text; more would not be stored anyway. */
	private const TEXT = 8_000_000;

	/** First bytes of an OLE file. Office wraps password-protected documents in this older format. */
	private const OLE = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

	/** @throws ReadingFailed */
	public function content( string $path, ReadingBudget $budget ): FileContent {
		if ( ! class_exists( \XMLReader::class ) || ! function_exists( 'inflate_init' ) ) {
			throw new ReadingFailed( Unreadable::NoProgram );
		}
		$start = (string) file_get_contents( $path, false, null, 0, 65_536 );
		if ( str_starts_with( $start, self::OLE ) ) {
			$names = $start . (string) file_get_contents( $path, false, null, max( 0, (int) filesize( $path ) - 65_536 ) );
			throw new ReadingFailed(
				str_contains( $names, "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" ) ? Unreadable::Protected : Unreadable::Broken,
			);
		}
		$zip  = ZipFile::open( $path );
		$main = ltrim( $this->related( $zip, '_rels/.rels', '', $budget )['officeDocument'] ?? 'word/document.xml', '/' );
		$body = $zip->content( $main, self::BODY, $budget ) ?? throw new ReadingFailed( Unreadable::Broken );

		$folder  = str_contains( $main, '/' ) ? dirname( $main ) . '/' : '';
		$related = $this->related( $zip, $folder . '_rels/' . basename( $main ) . '.rels', $folder, $budget );
		$part    = static fn( string $type ): ?string => isset( $related[ $type ] ) ? $zip->content(
			$related[ $type ],
			self::PART,
			$budget,
		) : null;
		$reader  = new BodyReader(
			Styles::read( $part( 'styles' ), $budget ),
			$this->notes( $part( 'footnotes' ), 'footnote', $budget ) + $this->notes( $part( 'endnotes' ), 'endnote', $budget ),
			$budget,
			self::TEXT,
		);
		return FileContent::from_sections( $reader->sections( $body ), $reader->is_full() ? Unreadable::OnlyPart : null );
	}

	/**
	 * Entries that a part refers to, by the last word of the relationship type.
	 *
	 * @return array<string, string>
	 *
	 * @throws ReadingFailed
	 */
	private function related( ZipFile $zip, string $name, string $folder, ReadingBudget $budget ): array {
		$content = $zip->content( $name, self::PART, $budget );
		$related = [];
		$part    = null === $content ? null : new XmlPart( $content, $budget );
		while ( null !== $part && $part->next() ) {
			if ( 'Relationship' === $part->begins() && 'External' !== $part->attribute( 'TargetMode' ) ) {
				$target = $part->attribute( 'Target' );

				$related[ basename( $part->attribute( 'Type' ) ) ] ??= str_starts_with( $target, '/' ) ? substr( $target, 1 ) : $folder . $target;
			}
		}
		return $related;
	}

	/**
	 * Texts of footnotes or endnotes.
	 *
	 * @param string $element `footnote` or `endnote`.
	 *
	 * @return array<string, string> By the first letter of the element followed by the note's id.
	 *
	 * @throws ReadingFailed
	 */
	private function notes( ?string $content, string $element, ReadingBudget $budget ): array {
		$notes   = [];
		$id      = '';
		$in_text = false;
		$part    = null === $content ? null : new XmlPart( $content, $budget );
		while ( null !== $part && $part->next() ) {
			$begins = $part->begins();
			if ( 'del' === $begins || 'instrText' === $begins || 'Fallback' === $begins ) {
				$part->skip();
			} elseif ( $element === $begins ) {
				$id           = $element[0] . $part->attribute( 'id' );
				$notes[ $id ] = '';
			} elseif ( 't' === $begins ) {
				$in_text = 't' !== $part->ends();
			} elseif ( 't' === $part->ends() ) {
				$in_text = false;
			} elseif ( 'p' === $part->ends() && isset( $notes[ $id ] ) ) {
				$notes[ $id ] .= ' ';
			} elseif ( $in_text && isset( $notes[ $id ] ) ) {
				$notes[ $id ] .= $part->text();
			}
		}
		return array_map( trim( ... ), $notes );
	}
}

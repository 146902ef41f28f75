<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Docx;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Text\ReadingBudget;
use Aaia\Chatbot\Content\Text\ReadingFailed;
use Aaia\Chatbot\Content\Text\Unreadable;

/**
 * One part of a Word file, read element by element.
 *
 * No document type is allowed (Word writes none), so that there are no entities to expand; nothing is fetched. The library compares all
 * attributes of an element with one another, which nothing can stop: elements with more than Word writes are refused beforehand.
 */
final class XmlPart {

	/** Attributes of one element: Word writes up to 40 names of formats on the first. */
	private const ATTRIBUTES = 256;

	/** An element with more. It ends before the next `<`, which no attribute may hold, so that the search takes linear time. */
	private const CROWDED = '/<[A-Za-z_:\x80-\xFF][^<>"\']*+(?:(?:"[^"<]*+"|\'[^\'<]*+\')[^<>"\']*+){' . self::ATTRIBUTES . '}/';

	private readonly \XMLReader $xml;

	private bool $skips = false;

	private readonly bool $quiet;

	/** @throws ReadingFailed */
	public function __construct(
		string $content,
		private readonly ReadingBudget $budget,
	) {
		$this->quiet = libxml_use_internal_errors( true );
		libxml_clear_errors();
		$this->xml = new \XMLReader();
		$content   = self::utf8( $content );
		if ( false !== stripos( $content, '<!DOCTYPE' ) ) {
			throw new ReadingFailed( Unreadable::Broken );
		}
		if ( 0 !== preg_match( self::CROWDED, $content ) ) {
			throw new ReadingFailed( Unreadable::TooHeavy );
		}
		if ( '' === $content || ! $this->xml->XML( $content, 'UTF-8', LIBXML_NONET | LIBXML_COMPACT ) ) {
			throw new ReadingFailed( Unreadable::Broken );
		}
	}

	/** One of the two encodings that the standard allows, as the other, so that what is looked through is what is read. */
	private static function utf8( string $content ): string {
		return match ( substr( $content, 0, 2 ) ) {
			"\xFF\xFE" => (string) mb_convert_encoding( substr( $content, 2 ), 'UTF-8', 'UTF-16LE' ),
			"\xFE\xFF" => (string) mb_convert_encoding( substr( $content, 2 ), 'UTF-8', 'UTF-16BE' ),
			default    => $content,
		};
	}

	public function __destruct() {
		libxml_clear_errors();
		libxml_use_internal_errors( $this->quiet );
	}

	/**
	 * Goes to the next element, end of an element, or text.
	 *
	 * @return bool Whether there is one.
	 *
	 * @throws ReadingFailed When it is not well formed, or the budget is spent.
	 */
	public function next(): bool {
		$this->budget->step();
		$found       = $this->skips ? $this->xml->next() : $this->xml->read();
		$this->skips = false;
		if ( \XMLReader::DOC_TYPE === $this->xml->nodeType ) {
			throw new ReadingFailed( Unreadable::Broken );
		}
		foreach ( $found ? [] : libxml_get_errors() as $error ) {
			if ( LIBXML_ERR_FATAL === $error->level ) {
				throw new ReadingFailed( Unreadable::Broken );
			}
		}
		return $found;
	}

	/** The element here is left out, with everything in it. */
	public function skip(): void {
		$this->skips = true;
	}

	/** Name of the element that begins here, without its prefix; empty when none does. */
	public function begins(): string {
		return \XMLReader::ELEMENT === $this->xml->nodeType ? $this->xml->localName : '';
	}

	/** Name of the element that ends here; one without content ends where it begins. */
	public function ends(): string {
		return \XMLReader::END_ELEMENT === $this->xml->nodeType || \XMLReader::ELEMENT === $this->xml->nodeType && $this->xml->isEmptyElement ? $this->xml->localName : '';
	}

	/** Text that stands here. */
	public function text(): string {
		return in_array( $this->xml->nodeType, [ \XMLReader::TEXT, \XMLReader::CDATA, \XMLReader::WHITESPACE, \XMLReader::SIGNIFICANT_WHITESPACE ], true ) ? $this->xml->value : '';
	}

	/** Elements around this place. */
	public function depth(): int {
		return $this->xml->depth;
	}

	/** An attribute of the element here by its name without prefix; empty when it has none. */
	public function attribute( string $name ): string {
		$value = '';
		while ( $this->xml->moveToNextAttribute() ) {
			if ( $this->xml->localName === $name ) {
				$value = $this->xml->value;
			}
		}
		$this->xml->moveToElement();
		return $value;
	}

	/** Whether the switch this element stands for is on: it is, unless its value says no. */
	public function is_on(): bool {
		return ! in_array( $this->attribute( 'val' ), [ '0', 'false', 'off' ], true );
	}
}

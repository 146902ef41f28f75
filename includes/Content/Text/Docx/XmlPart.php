<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Docx;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Text\ReadingBudget;
use Aaia\Chatbot\Content\Text\ReadingFailed;
use Aaia\Chatbot\Content\Text\Unreadable;

/**
 * Reads one XML part of a Word file element by element.
 *
 * Refuses document types (Word writes none), so that there are no entities to expand, and fetches nothing. The XML library compares all
 * attributes of an element with each other and cannot be interrupted, so elements with too many attributes are refused beforehand.
 */
final class XmlPart {

	/** Maximum attributes of an element; Word writes up to 40 namespaces on the first. */
	private const ATTRIBUTES = 256;

	/** Matches an element with more attributes. Stops at the next `<`, which no attribute may contain, so that it takes linear time. */
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

	/** Converts UTF-16, the other encoding that the standard allows, so that the checks see the same text as the XML reader. */
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
	 * Moves to the next start or end of an element, or text.
	 *
	 * @return bool Whether there is one.
	 *
	 * @throws ReadingFailed When the XML is not well formed, or the budget is spent.
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

	/** Skips the current element with everything in it. */
	public function skip(): void {
		$this->skips = true;
	}

	/** Name of the element that starts here, without prefix; empty when none does. */
	public function begins(): string {
		return \XMLReader::ELEMENT === $this->xml->nodeType ? $this->xml->localName : '';
	}

	/** Name of the element that ends here; an empty element ends where it starts. */
	public function ends(): string {
		return \XMLReader::END_ELEMENT === $this->xml->nodeType
			|| \XMLReader::ELEMENT === $this->xml->nodeType && $this->xml->isEmptyElement ? $this->xml->localName : '';
	}

	/** Text at this position; empty at an element. */
	public function text(): string {
		return in_array(
			$this->xml->nodeType,
			[ \XMLReader::TEXT, \XMLReader::CDATA, \XMLReader::WHITESPACE, \XMLReader::SIGNIFICANT_WHITESPACE ],
			true,
		) ? $this->xml->value : '';
	}

	/** Attribute of the current element by its name without prefix; empty when it is missing. */
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

	/** Whether the current on/off element is on: it is, unless its value turns it off. */
	public function is_on(): bool {
		return ! in_array( $this->attribute( 'val' ), [ '0', 'false', 'off' ], true );
	}
}

<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Text\Docx;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Knowledge\Text\ReadingFailed;
use Aaia\Chatbot\Knowledge\Text\Unreadable;

/**
 * One part of a Word file, read element by element.
 *
 * No document type is allowed (Word writes none), so that there are no entities to expand; nothing is fetched.
 */
final class XmlPart {

	private readonly \XMLReader $xml;

	private bool $skips = false;

	private readonly bool $quiet;

	public function __construct( string $content ) {
		$this->quiet = libxml_use_internal_errors( true );
		libxml_clear_errors();
		$this->xml   = new \XMLReader();
		if ( '' === $content || ! $this->xml->XML( $content, null, LIBXML_NONET | LIBXML_COMPACT ) ) {
			throw new ReadingFailed( Unreadable::Broken );
		}
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
	 * @throws ReadingFailed When it is not well formed.
	 */
	public function next(): bool {
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

<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Pdf;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Text\ReadingBudget;
use Aaia\Chatbot\Content\Text\ReadingFailed;
use Aaia\Chatbot\Content\Text\Unreadable;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\Config;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\Document;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\Parser;

/** The library's parser with a check of our budget before every object. */
final class BoundedParser extends Parser {

	/** Maximum objects of a file; a book of 1,000 pages has 20,000. */
	private const OBJECTS = 200_000;

	/** Maximum characters in a font's character map: four times the number of two-byte codes. */
	private const CHARACTERS = 262_144;

	public function __construct(
		Config $config,
		private readonly ReadingBudget $budget,
	) {
		parent::__construct( [], $config );
		$this->rawDataParser = new BoundedStructure( $config, $budget );
	}

	/**
	 * @param string       $id
	 * @param array<mixed> $structure
	 * @param ?Document    $document
	 *
	 * @return mixed
	 *
	 * @throws ReadingFailed
	 */
	protected function parseObject( string $id, array $structure, ?Document $document ) {
		$this->budget->check();
		if ( count( $this->objects ) > self::OBJECTS ) {
			throw new ReadingFailed( Unreadable::TooHeavy );
		}
		foreach ( $structure as $part ) {
			if ( is_array( $part ) && 'stream' === ( $part[0] ?? null ) ) {
				$this->check_ranges( (string) ( $part[3][0] ?? $part[1] ?? '' ) );
			}
		}
		return parent::parseObject( $id, $structure, $document );
	}

	/**
	 * Counts a step for every value of an object.
	 *
	 * @param ?string       $type
	 * @param string|array<mixed> $value
	 * @param ?Document     $document
	 *
	 * @return mixed
	 *
	 * @throws ReadingFailed
	 */
	protected function parseHeaderElement( ?string $type, $value, ?Document $document ) {
		$this->budget->step();
		return parent::parseHeaderElement( $type, $value, $document );
	}

	/**
	 * Limits the ranges in a font's character map, because the library expands them to single characters, however long they are.
	 *
	 * @throws ReadingFailed When there are too many characters.
	 */
	private function check_ranges( string $content ): void {
		$characters = 0.0;
		foreach ( array_slice( explode( 'beginbfrange', $content ), 1 ) as $section ) {
			preg_match_all( '/<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*(?:<[0-9a-f]*>|\[)/i', explode( 'endbfrange', $section, 2 )[0], $ranges );
			foreach ( $ranges[1] as $place => $from ) {
				$characters += max( 0.0, (float) hexdec( $ranges[2][ $place ] ) - (float) hexdec( $from ) );
			}
		}
		if ( $characters > self::CHARACTERS ) {
			throw new ReadingFailed( Unreadable::TooHeavy );
		}
	}
}

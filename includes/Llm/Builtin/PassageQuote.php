<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\SentenceSplitter;
use Aaia\Chatbot\Language\TextSegment;
use Aaia\Chatbot\Language\TextSegmentKind;

/** Segments quoted from one passage, in its order. */
final class PassageQuote {

	/**
	 * @param int               $number   1-based number of the passage in the request.
	 * @param list<TextSegment> $segments Never empty.
	 * @param string            $context  Heading to show before them when they are not clear alone; else empty.
	 */
	public function __construct(
		public readonly int $number,
		public readonly array $segments,
		public readonly string $context,
	) {}

	/** This quote and another of the same passage, its segments in the order of the text. */
	public function with( self $other, string $text ): self {
		$quoted   = array_map( self::key( ... ), [ ...$this->segments, ...$other->segments ] );
		$segments = array_values( array_filter(
			SentenceSplitter::segments( $text ),
			static fn( TextSegment $segment ): bool => in_array( self::key( $segment ), $quoted, true ),
		) );
		if ( [] === $segments ) {
			return $this;
		}
		$context = match ( self::key( $segments[0] ) ) {
			self::key( $this->segments[0] )  => $this->context,
			self::key( $other->segments[0] ) => $other->context,
			default                          => '',
		};
		return new self( $this->number, $segments, $context );
	}

	/**
	 * The same with rows of tables shortened.
	 *
	 * @param callable( string ): string $shorten
	 */
	public function with_columns( callable $shorten ): self {
		return new self(
			$this->number,
			array_map(
				static fn( TextSegment $segment ): TextSegment => TextSegmentKind::Item === $segment->kind
					? new TextSegment( $shorten( $segment->text ), $segment->kind, $segment->heading, $segment->paragraph )
					: $segment,
				$this->segments,
			),
			$this->context,
		);
	}

	private static function key( TextSegment $segment ): string {
		return $segment->heading . "\n" . $segment->text;
	}
}

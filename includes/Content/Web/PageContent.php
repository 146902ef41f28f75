<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Support\Time;

/** Text of a page when it was read. It is stored, so that the index can be rebuilt without requests to other sites. */
final class PageContent {

	/** Maximum bytes of an unpacked text. */
	private const LIMIT = 20_000_000;

	/**
	 * @param string        $title    One line.
	 * @param string        $language BCP 47 primary language; empty when unknown.
	 * @param list<Section> $sections
	 */
	public function __construct(
		public readonly string $title,
		public readonly string $language,
		public readonly ?\DateTimeImmutable $modified_at,
		public readonly array $sections,
	) {}

	public function document( string $url ): SourceDocument {
		return new SourceDocument( WebSource::external_id( $url ), $this->title, $this->sections, $url, $this->language, $this->modified_at );
	}

	/** Packs the content for storage as ASCII, because some database connections change other bytes. */
	public function pack(): string {
		$sections = array_map(
			static fn( Section $section ): array => [ $section->headings, $section->anchor, $section->text ],
			$this->sections,
		);
		$json     = (string) wp_json_encode(
			[ $this->title, $this->language, Time::to_wire( $this->modified_at ), $sections ],
			JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE,
		);
		return base64_encode( function_exists( 'gzcompress' ) ? (string) gzcompress( $json, 6 ) : $json );
	}

	/** Unpacks what pack() wrote; null for anything else. */
	public static function unpack( string $packed ): ?self {
		$bytes = base64_decode( $packed, true );
		$json  = false === $bytes || str_starts_with( $bytes, '[' ) ? $bytes : self::decompress( $bytes );
		$kept  = false === $json ? null : json_decode( $json, true );
		if ( ! is_array( $kept ) || ! is_string( $kept[0] ?? null ) || ! is_string( $kept[1] ?? null ) || ! is_array( $kept[3] ?? null ) ) {
			return null;
		}
		$sections = [];
		foreach ( $kept[3] as $section ) {
			if ( is_array( $section ) && is_array( $section[0] ?? null ) && is_string( $section[1] ?? null ) && is_string( $section[2] ?? null ) ) {
				$sections[] = new Section( array_values( array_filter( $section[0], 'is_string' ) ), $section[1], $section[2] );
			}
		}
		return new self( $kept[0], $kept[1], is_string( $kept[2] ?? null ) ? new \DateTimeImmutable( $kept[2] ) : null, $sections );
	}

	/** Decompresses bytes; false when they are damaged or the server has no zlib. The page is then read again. */
	private static function decompress( string $bytes ): string|false {
		// phpcs:ignore WordPress.PHP.NoSilencedErrors -- broken bytes are no content.
		return function_exists( 'gzuncompress' ) ? @gzuncompress( $bytes, self::LIMIT ) : false;
	}
}

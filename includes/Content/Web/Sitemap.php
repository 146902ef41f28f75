<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\BoundedInflate;
use Aaia\Chatbot\Support\Text;

/**
 * A sitemap file (sitemaps.org, version 0.9): URLs of pages or of further sitemaps. Plain text lists are sitemaps too.
 *
 * Parsed as text and not as XML: a broken file still gives its readable entries, and nested XML entities do no harm.
 */
final class Sitemap {

	/**
	 * Maximum bytes of a file, packed and unpacked: 50,000 URLs of 200 characters. The protocol allows more, but hardly any file is
	 * larger.
	 */
	public const LIMIT = 10_000_000;

	/** Maximum URLs of a file, as in the protocol. */
	private const ENTRIES = 50_000;

	/** @param list<array{string, string}> $entries URL and date of the last change, both as written. */
	private function __construct(
		public readonly bool $is_index,
		public readonly array $entries,
	) {}

	/**
	 * @param string $bytes The file, with or without gzip.
	 *
	 * @return ?self Null when it is not a sitemap.
	 */
	public static function parse( string $bytes ): ?self {
		if ( str_starts_with( $bytes, "\x1F\x8B" ) ) {
			[ $bytes ] = BoundedInflate::unpack( $bytes, self::LIMIT ) ?? [ '' ];
		}
		$text = Text::valid( (string) preg_replace( '/\A\xEF\xBB\xBF/', '', $bytes ) );
		if ( 1 !== preg_match( '/<(?:[\w-]+:)?(urlset|sitemapindex)[\s>]/i', substr( $text, 0, 10_000 ), $root ) ) {
			return self::plain( $text );
		}
		$is_index = 'sitemapindex' === strtolower( $root[1] );
		$entry    = $is_index ? 'sitemap' : 'url';
		$entries  = [];
		$at       = 0;
		while (
			count( $entries ) < self::ENTRIES
			&& 1 === preg_match( '/<(?:[\w-]+:)?' . $entry . '(?:\s[^>]{0,500})?>/i', $text, $begins, PREG_OFFSET_CAPTURE, $at )
		) {
			$at   = $begins[0][1] + strlen( $begins[0][0] );
			$end  = 1 === preg_match( '#</(?:[\w-]+:)?' . $entry . '\s*>#i', $text, $ends, PREG_OFFSET_CAPTURE, $at )
				? $ends[0][1]
				: strlen( $text );
			$part = substr( $text, $at, min( $end - $at, 20_000 ) );
			$loc  = self::value( $part, 'loc' );
			if ( '' !== $loc ) {
				$entries[] = [ $loc, self::value( $part, 'lastmod' ) ];
			}
			$at = $end;
		}
		return new self( $is_index, $entries );
	}

	private static function value( string $part, string $name ): string {
		if ( 1 !== preg_match(
			'#<(?:[\w-]+:)?' . $name . '(?:\s[^>]{0,200})?>\s*(?:<!\[CDATA\[)?([^<]{0,4000}?)(?:\]\]>)?\s*<#i',
			$part,
			$found,
		) ) {
			return '';
		}
		return Text::line( html_entity_decode( trim( $found[1] ), ENT_QUOTES | ENT_XML1, 'UTF-8' ) );
	}

	/** Parses a text file with one URL per line; null for anything else. */
	private static function plain( string $text ): ?self {
		$entries = [];
		foreach ( array_slice( preg_split( '/\R/', $text ) ?: [], 0, self::ENTRIES ) as $line ) {
			if ( '' === trim( $line ) ) {
				continue;
			}
			if ( 1 !== preg_match( '#\Ahttps?://\S+\z#i', trim( $line ) ) ) {
				return null;
			}
			$entries[] = [ trim( $line ), '' ];
		}
		return [] === $entries ? null : new self( false, $entries );
	}
}

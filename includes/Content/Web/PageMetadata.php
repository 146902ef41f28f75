<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\SafeFetch;
use Aaia\Chatbot\Http\Outgoing\WebUrl;
use Aaia\Chatbot\Support\Text;

/** Metadata of a page: title, language, date, canonical URL, and whether it allows indexing. */
final class PageMetadata {

	/** Bytes of a page that are searched. */
	private const READ = 500_000;

	/** Maximum nesting of structured data. */
	private const DEPTH = 6;

	/**
	 * @param string              $title       One line; empty when it has none.
	 * @param string              $language    BCP 47 primary language such as `fr`; empty when unknown.
	 * @param ?\DateTimeImmutable $modified_at Time of the last change, according to the page.
	 * @param ?string             $canonical   Canonical URL, normalised.
	 * @param bool                $is_noindex  Whether the page forbids indexing.
	 */
	private function __construct(
		public readonly string $title,
		public readonly string $language,
		public readonly ?\DateTimeImmutable $modified_at,
		public readonly ?string $canonical,
		public readonly bool $is_noindex,
	) {}

	/**
	 * @param string                $html    UTF-8.
	 * @param string                $url     URL of the page, to resolve relative URLs.
	 * @param array<string, string> $headers Response headers by lower-case name.
	 */
	public static function parse( string $html, string $url, array $headers ): self {
		$found = [
			'title'     => '',
			'og:title'  => '',
			'site'      => '',
			'h1'        => '',
			'language'  => $headers['content-language'] ?? '',
			'date'      => '',
			'ld'        => '',
			'canonical' => '',
			'robots'    => self::robots_header( $headers['x-robots-tag'] ?? '' ),
		];
		$tokens = new \WP_HTML_Tag_Processor( substr( $html, 0, self::READ ) );
		$in_h1  = false;
		while ( $tokens->next_token() ) {
			$name = (string) $tokens->get_token_name();
			if ( '#text' === $name ) {
				$found['h1'] .= $in_h1 && strlen( $found['h1'] ) < 1000 ? $tokens->get_modifiable_text() : '';
			} elseif ( 'H1' === $name ) {
				$in_h1 = ! $tokens->is_tag_closer() && '' === trim( $found['h1'] );
			} elseif ( '#tag' === $tokens->get_token_type() && ! $tokens->is_tag_closer() ) {
				self::tag( $tokens, $name, $found );
			}
		}
		return new self(
			self::title( $found ),
			self::language( $found['language'] ),
			self::date( $found['date'] ) ?? self::date( $found['ld'] ) ?? self::date( $headers['last-modified'] ?? '' ),
			WebUrl::resolved( $url, '' === $found['canonical'] ? self::canonical_header( $headers['link'] ?? '' ) : $found['canonical'] ),
			1 === preg_match( '/(?:^|[\s,])(?:noindex|none)(?:$|[\s,])/i', $found['robots'] ),
		);
	}

	/** @param array<string, string> $found */
	private static function tag( \WP_HTML_Tag_Processor $tokens, string $name, array &$found ): void {
		$attribute = static function ( string $wanted ) use ( $tokens ): string {
			$value = $tokens->get_attribute( $wanted );
			return is_string( $value ) ? Text::line( substr( $value, 0, 4000 ) ) : '';
		};
		if ( 'HTML' === $name ) {
			$found['language'] = '' === $attribute( 'lang' ) ? $found['language'] : $attribute( 'lang' );
		} elseif ( 'TITLE' === $name && '' === $found['title'] ) {
			$found['title'] = Text::line( $tokens->get_modifiable_text() );
		} elseif (
			'LINK' === $name
			&& '' === $found['canonical']
			&& in_array( 'canonical', explode( ' ', strtolower( $attribute( 'rel' ) ) ), true )
		) {
			$found['canonical'] = $attribute( 'href' );
		} elseif ( 'META' === $name ) {
			match ( strtolower( $attribute( 'name' ) . $attribute( 'property' ) ) ) {
				'og:title'              => $found['og:title'] = $attribute( 'content' ),
				'og:site_name'          => $found['site'] = $attribute( 'content' ),
				'article:modified_time', 'og:updated_time' => $found['date'] = $attribute( 'content' ),
				'article:published_time', 'date', 'dcterms.modified' => $found['date'] = '' === $found['date']
					? $attribute( 'content' )
					: $found['date'],
				'robots', strtolower( SafeFetch::NAME ) => $found['robots'] .= ',' . $attribute( 'content' ),
				default                                 => null,
			};
		} elseif ( 'SCRIPT' === $name && '' === $found['ld'] && 'application/ld+json' === strtolower( $attribute( 'type' ) ) ) {
			$data        = json_decode( $tokens->get_modifiable_text(), true, 64 );
			$found['ld'] = is_array( $data ) ? self::date_in( $data, self::DEPTH ) : '';
		}
	}

	/**
	 * The page's title without the site's name at the end.
	 *
	 * @param array<string, string> $found
	 */
	private static function title( array $found ): string {
		$h1 = Text::line( $found['h1'] );
		foreach ( [ $found['og:title'], $found['title'] ] as $title ) {
			if ( '' === $title || $title === $found['site'] ) {
				continue;
			}
			$ending = preg_quote( $found['site'], '/' );
			$cut    = '' === $found['site']
				? $title
				: (string) preg_replace( '/\s+[|\x{2013}\x{2014}\x{B7}\x{BB}:-]\s+' . $ending . '$/u', '', $title );
			// "Delivery | The shop": the h1 heading shows which part is the page's own title.
			return '' !== $h1
				&& $cut === $title
				&& 1 === preg_match( '/^' . preg_quote( $h1, '/' ) . '\s*[|\x{2013}\x{2014}\x{B7}\x{BB}:-]\s/u', $title ) ? $h1 : $cut;
		}
		return '' === $h1 ? $found['title'] : $h1;
	}

	private static function language( string $tag ): string {
		return 1 === preg_match( '/^\s*([A-Za-z]{2,3})(?:[-_,;\s]|$)/', $tag, $found ) ? strtolower( $found[1] ) : '';
	}

	/** A date between 1990 and tomorrow; null for anything else. */
	private static function date( string $text ): ?\DateTimeImmutable {
		$time = 1 === preg_match( '/\d{4}/', $text ) ? strtotime( $text ) : false;
		return false === $time || $time < 631_152_000 || $time > time() + DAY_IN_SECONDS ? null : new \DateTimeImmutable( '@' . $time );
	}

	/** @param array<array-key, mixed> $data Structured data (schema.org in JSON-LD). */
	private static function date_in( array $data, int $depth ): string {
		if ( is_string( $data['dateModified'] ?? null ) ) {
			return $data['dateModified'];
		}
		foreach ( $depth > 0 ? array_slice( $data, 0, 100 ) : [] as $inner ) {
			$date = is_array( $inner ) ? self::date_in( $inner, $depth - 1 ) : '';
			if ( '' !== $date ) {
				return $date;
			}
		}
		return '';
	}

	/** Rules of an X-Robots-Tag header for all robots or for ours; rules for other robots are dropped. */
	private static function robots_header( string $header ): string {
		$kept = [];
		$mine = true;
		foreach ( explode( ',', $header ) as $rule ) {
			if (
				1 === preg_match( '/^\s*([\w-]+)\s*:\s*(.*)$/', $rule, $found )
				&& 'unavailable_after' !== strtolower( $found[1] )
				&& ! str_starts_with( strtolower( $found[1] ), 'max-' )
			) {
				$mine = strtolower( SafeFetch::NAME ) === strtolower( $found[1] );
				$rule = $found[2];
			}
			if ( $mine ) {
				$kept[] = $rule;
			}
		}
		return implode( ',', $kept );
	}

	private static function canonical_header( string $header ): string {
		return 1 === preg_match( '/<([^<>]{1,2000})>\s*;[^<,]{0,200}\brel\s*=\s*"?canonical\b/i', $header, $found ) ? $found[1] : '';
	}
}

<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\SafeFetch;

/**
 * Rules of a robots.txt file for our crawler (RFC 9309).
 *
 * All groups that name us apply together; the groups for all robots (`*`) apply only if none names us. The longest matching pattern
 * decides; of two patterns with the same length, the one that allows.
 */
final class Robots {

	/** Bytes read of a file, as the RFC requires. */
	public const LIMIT = 512_000;

	/** Maximum rules and sitemaps of a file. */
	private const RULES    = 5000;
	private const SITEMAPS = 100;

	/**
	 * @param list<array{bool, string}> $rules    Whether it allows, and the pattern.
	 * @param float                     $delay    Crawl delay in seconds; 0 when the file sets none.
	 * @param list<string>              $sitemaps URLs as written.
	 */
	private function __construct(
		private readonly array $rules,
		public readonly float $delay,
		public readonly array $sitemaps,
	) {}

	/** For a site without the file: everything is allowed. */
	public static function none(): self {
		return new self( [], 0.0, [] );
	}

	/** Parses a file. Unknown lines are skipped, like in other crawlers. */
	public static function parse( string $text ): self {
		$rules    = [];
		$delays   = [];
		$agents   = [];
		$in_rules = false;
		$sitemaps = [];
		$count    = 0;
		$text     = substr( $text, 0, self::LIMIT );
		foreach ( preg_split( '/\r\n|\r|\n/', str_starts_with( $text, "\xEF\xBB\xBF" ) ? substr( $text, 3 ) : $text ) ?: [] as $line ) {
			[ $name, $value ] = array_map( 'trim', explode( ':', (string) preg_replace( '/#.*$/', '', $line ), 2 ) + [ '', '' ] );
			$name             = strtolower( $name );
			if ( 'user-agent' === $name ) {
				$agents   = $in_rules ? [] : $agents;
				$in_rules = false;
				$agents[] = strtolower( (string) preg_replace( '/[^A-Za-z_*-].*$/', '', $value ) );
				foreach ( $agents as $agent ) {
					$rules[ $agent ] ??= [];
				}
			} elseif ( 'allow' === $name || 'disallow' === $name ) {
				$in_rules = true;
				foreach ( '' === $value || ++$count > self::RULES ? [] : array_unique( $agents ) as $agent ) {
					$rules[ $agent ][] = [
						'allow' === $name,
						PathPattern::encoded( str_starts_with( $value, '/' ) || str_starts_with( $value, '*' ) ? $value : '/' . $value ),
					];
				}
			} elseif ( 'crawl-delay' === $name ) {
				$in_rules = true;
				foreach ( array_unique( $agents ) as $agent ) {
					$delays[ $agent ] = max( $delays[ $agent ] ?? 0.0, is_numeric( $value ) ? (float) $value : 0.0 );
				}
			} elseif ( 'sitemap' === $name && '' !== $value && count( $sitemaps ) < self::SITEMAPS ) {
				$sitemaps[] = $value;
			}
		}
		$ours = isset( $rules[ strtolower( SafeFetch::NAME ) ] ) ? strtolower( SafeFetch::NAME ) : '*';
		return new self( $rules[ $ours ] ?? [], $delays[ $ours ] ?? 0.0, $sitemaps );
	}

	/** Whether a path with its query may be read. The robots.txt file itself always may. */
	public function allows( string $path ): bool {
		$allows = true;
		$length = -1;
		foreach ( $this->rules as [ $is_allowed, $pattern ] ) {
			$long = strlen( $pattern );
			if ( ( $long > $length || ( $long === $length && $is_allowed ) ) && PathPattern::matches( $pattern, $path ) ) {
				[ $allows, $length ] = [ $is_allowed, $long ];
			}
		}
		return $allows || '/robots.txt' === $path;
	}

	/** Encodes the rules for the cache. */
	public function to_json(): string {
		return (string) wp_json_encode( [ $this->rules, $this->delay, $this->sitemaps ] );
	}

	/** Decodes what to_json() wrote; null for anything else. */
	public static function from_json( string $json ): ?self {
		$kept = json_decode( $json, true );
		if ( ! is_array( $kept ) || ! is_array( $kept[0] ?? null ) || ! is_array( $kept[2] ?? null ) ) {
			return null;
		}
		$rules = [];
		foreach ( $kept[0] as $rule ) {
			if ( is_array( $rule ) && is_string( $rule[1] ?? null ) ) {
				$rules[] = [ (bool) $rule[0], $rule[1] ];
			}
		}
		return new self( $rules, (float) ( $kept[1] ?? 0.0 ), array_values( array_filter( $kept[2], 'is_string' ) ) );
	}
}

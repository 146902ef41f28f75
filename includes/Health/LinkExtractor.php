<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Chunk;
use Aaia\Chatbot\Http\Outgoing\WebUrl;
use Aaia\Chatbot\Support\Text;

/**
 * Extracts the links that authors wrote into a page and can correct there.
 *
 * Reads the stored content of a post, not the rendered page: no code of themes or plugins runs, and menus are left out.
 */
final class LinkExtractor {

	/** Maximum links per document. */
	public const MOST = 200;

	private const LABEL = 180;

	/** An address in an attribute of a shortcode or block. */
	private const ATTRIBUTE = '/\b(?:url|link|href)\\\\?["\']?\s*[=:]\s*\\\\?["\'](https?:[^"\'\s\\\\]+|\/[^"\'\s\\\\]*)/iu';

	/**
	 * @param string $content Content of the editor.
	 * @param string $base    The post's own address.
	 *
	 * @return array<string, string> Normalised address => link text, at most MOST.
	 */
	public function from_content( string $content, string $base ): array {
		$links  = [];
		$tokens = new \WP_HTML_Tag_Processor( $content );
		$open   = '';
		while ( $tokens->next_token() && count( $links ) < self::MOST ) {
			$name = (string) $tokens->get_token_name();
			if ( 'A' === $name ) {
				$href = $tokens->is_tag_closer() ? null : $tokens->get_attribute( 'href' );
				$open = is_string( $href ) ? (string) $this->address( $href, $base ) : '';
				if ( '' !== $open ) {
					$links[ $open ] ??= '';
				}
			} elseif ( '#text' === $name && '' !== $open ) {
				$links[ $open ] .= $tokens->get_modifiable_text();
			}
		}
		preg_match_all( self::ATTRIBUTE, $content, $found );
		foreach ( $found[1] as $reference ) {
			$url = $this->address( html_entity_decode( $reference, ENT_QUOTES | ENT_HTML5, 'UTF-8' ), $base );
			if ( null !== $url && count( $links ) < self::MOST ) {
				$links[ $url ] ??= '';
			}
		}
		return array_map( $this->label( ... ), $links );
	}

	/**
	 * Addresses written in plain text.
	 *
	 * @param list<Chunk> $chunks
	 *
	 * @return array<string, string> As from_content().
	 */
	public function from_text( array $chunks ): array {
		$links = [];
		foreach ( $chunks as $chunk ) {
			preg_match_all( '~https?://[^\s<>"()\[\]|]+~iu', $chunk->text, $found );
			foreach ( $found[0] as $written ) {
				$url = WebUrl::normalised( rtrim( $written, '.,;:!?\'*_»' ) );
				if ( null !== $url && count( $links ) < self::MOST ) {
					$links[ $url ] ??= $this->label( $written );
				}
			}
		}
		return $links;
	}

	/** Normalised address; null for mail addresses, anchors on the same page and scripts. */
	private function address( string $reference, string $base ): ?string {
		$reference = trim( $reference );
		if ( '' === $reference || '#' === $reference[0] || 1 === preg_match( '/^(?!https?:)[a-z][a-z0-9+.-]*:/i', $reference ) ) {
			return null;
		}
		return WebUrl::resolved( $base, $reference );
	}

	private function label( string $words ): string {
		return Text::truncate( Text::line( $words ), self::LABEL );
	}
}

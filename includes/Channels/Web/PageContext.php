<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Support\Text;

/** The page on which a visitor writes, as sent by the browser. Shown to staff, never fetched. */
final class PageContext {

	private function __construct(
		public readonly string $url,
		public readonly string $title,
		public readonly string $locale,
	) {}

	public static function schema(): Schema {
		return Schema::closed(
			[
				'url'    => Schema::text( 2000 ),
				'title'  => Schema::text( 500 ),
				'locale' => Schema::text( 20 )->optional(),
			]
		);
	}

	/** Reads the page. URLs other than http(s) become empty; invalid locales become the locale of the site. */
	public static function from( ?Input $page ): self {
		$url    = $page?->line( 'url' ) ?? '';
		$locale = str_replace( '-', '_', $page?->line( 'locale' ) ?? '' );
		return new self(
			1 === preg_match( '#\Ahttps?://#i', $url ) ? esc_url_raw( $url ) : '',
			Text::truncate( $page?->line( 'title' ) ?? '', 300 ),
			1 === preg_match( '/\A[a-z]{2,3}(_[A-Za-z0-9]{2,8}){0,3}\z/', $locale ) ? self::known( $locale ) : get_locale()
		);
	}

	/** `fr` and `fr_CA` become `fr_FR`, which the plugin contains, unless it is the locale of the site. `en` likewise. */
	private static function known( string $locale ): string {
		if ( get_locale() === $locale ) {
			return $locale;
		}
		return match ( substr( $locale, 0, 2 ) ) {
			'fr' => 'fr_FR',
			'en' => 'en_US',
			default => $locale,
		};
	}
}

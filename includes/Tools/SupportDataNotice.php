<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tools;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\LocaleSwitcher;
use Aaia\Chatbot\Settings\Settings;

/** Lists for the visitor all kinds of data that a request for a person sends. */
final class SupportDataNotice {

	public function __construct( private readonly Settings $settings ) {}

	/**
	 * The kinds of data, in the language of the page.
	 *
	 * @param bool $with_name The visitor may give a name with the request.
	 *
	 * @return list<string>
	 */
	public function data_kinds( string $locale, bool $with_name = false ): array {
		return LocaleSwitcher::run( $locale, fn(): array => $this->translated( $with_name ) );
	}

	/** @return list<string> */
	private function translated( bool $with_name ): array {
		$kinds = [
			__( 'your message and the recent conversation', 'aaia-chatbot' ),
			__( 'the page you are on', 'aaia-chatbot' ),
			__( 'the time', 'aaia-chatbot' ),
			...( $with_name ? [ __( 'your name, if you give it', 'aaia-chatbot' ) ] : [] ),
			__( 'your e-mail address, if you give it', 'aaia-chatbot' ),
		];
		if ( $this->settings->bool( 'alert_ip' ) ) {
			$kinds[] = __( 'your IP address', 'aaia-chatbot' );
		}
		return $kinds;
	}
}

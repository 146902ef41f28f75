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
	 * @return list<string>
	 */
	public function data_kinds( string $locale ): array {
		return LocaleSwitcher::run( $locale, $this->translated( ... ) );
	}

	/** @return list<string> */
	private function translated(): array {
		$kinds = [
			__( 'your message and the recent conversation', 'aaia-chatbot' ),
			__( 'the page you are on', 'aaia-chatbot' ),
			__( 'the time', 'aaia-chatbot' ),
			__( 'your e-mail address, if you give it', 'aaia-chatbot' ),
		];
		if ( $this->settings->bool( 'alert_ip' ) ) {
			$kinds[] = __( 'your IP address', 'aaia-chatbot' );
		}
		return $kinds;
	}
}

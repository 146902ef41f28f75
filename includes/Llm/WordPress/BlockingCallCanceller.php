<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\WordPress;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\Cancellation;

/**
 * Makes a blocking HTTP call cancellable: curl's progress callback polls the cancellation about every second.
 *
 * Applies to every request made while attached; without curl the call runs to its end.
 */
final class BlockingCallCanceller {

	public bool $cancelled = false;

	public function __construct( private readonly Cancellation $cancel ) {}

	public function attach(): void {
		add_action( 'http_api_curl', [ $this, 'prepare' ], PHP_INT_MAX );
	}

	public function detach(): void {
		remove_action( 'http_api_curl', [ $this, 'prepare' ], PHP_INT_MAX );
	}

	/** Hook: `http_api_curl`. */
	public function prepare( mixed $handle ): void {
		if ( $handle instanceof \CurlHandle ) {
			curl_setopt( $handle, CURLOPT_NOPROGRESS, false );
			curl_setopt( $handle, CURLOPT_PROGRESSFUNCTION, fn(): int => $this->is_over() ? 1 : 0 );
		}
	}

	private function is_over(): bool {
		$this->cancelled = $this->cancelled || $this->cancel->requested();
		return $this->cancelled;
	}
}

<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\ClientAddress;
use Aaia\Chatbot\Settings\SecretBox;
use Aaia\Chatbot\Settings\Settings;

/** Encrypts the visitor's IP address for a request for a person, if the owner allows IP addresses in alerts. */
final class EncryptedIp {

	public function __construct(
		private readonly Settings $settings,
		private readonly ClientAddress $address,
		private readonly SecretBox $box,
	) {}

	/** The encrypted address of the current HTTP request; null when the owner does not allow it or there is no address. */
	public function for_current_request(): ?string {
		$ip = $this->settings->bool( 'alert_ip' ) ? $this->address->ip() : '';
		return '' === $ip ? null : $this->box->seal( $ip );
	}
}

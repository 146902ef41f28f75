<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** Gives our capabilities to everybody who may manage the site, without writing to any role. */
final class CapabilityGrants {

	/**
	 * @param array<string, bool> $has
	 *
	 * @return array<string, bool>
	 */
	public function grant( array $has ): array {
		if ( ! empty( $has['manage_options'] ) ) {
			foreach ( Capability::cases() as $capability ) {
				$has[ $capability->value ] = true;
			}
		}
		return $has;
	}
}

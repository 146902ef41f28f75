<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** Hook: `user_has_cap`. Gives our capabilities to every user with `manage_options`, without changing roles. */
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

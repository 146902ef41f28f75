<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** Gives our capabilities to users with `manage_options`, without changing roles. */
final class CapabilityGrants {

	/**
	 * The capabilities of such a user, with ours.
	 *
	 * @param array<string, bool> $has
	 *
	 * @return array<string, bool>
	 */
	public static function add( array $has ): array {
		foreach ( Capability::cases() as $capability ) {
			$has[ $capability->value ] = true;
		}
		return $has;
	}
}

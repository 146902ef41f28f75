<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rules;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Mail\SupportRecipients;

/** Recipients of a rule, from its own settings only: addresses and members of roles, or else the support address. */
final class RuleRecipients {

	/** Most members of roles that are notified. */
	private const MEMBERS = 50;

	public function __construct( private readonly SupportRecipients $support ) {}

	/**
	 * E-mail addresses, each once.
	 *
	 * @return list<string>
	 */
	public function for_rule( RuleDefinition $rule ): array {
		$addresses = [ ...$rule->recipients, ...$this->members( $rule->roles ) ];
		if ( [] === $addresses && [] === $rule->services ) {
			return $this->support->addresses();
		}
		$unique = [];
		foreach ( $addresses as $address ) {
			if ( false !== is_email( $address ) ) {
				$unique[ strtolower( $address ) ] ??= $address;
			}
		}
		return array_values( $unique );
	}

	/**
	 * @param list<string> $roles
	 *
	 * @return list<string>
	 */
	private function members( array $roles ): array {
		if ( [] === $roles ) {
			return [];
		}
		$users = get_users(
			[
				'role__in' => $roles,
				'number'   => self::MEMBERS,
				'fields'   => [ 'user_email' ],
			]
		);
		return array_values( array_filter( array_map(
			static fn( mixed $user ): string => is_object( $user ) && isset( $user->user_email ) ? (string) $user->user_email : '',
			$users
		) ) );
	}
}

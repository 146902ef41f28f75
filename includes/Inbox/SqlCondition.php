<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

/** A condition on the conversations table under the alias `c`, with the values of its placeholders. Immutable. */
final class SqlCondition {

	/**
	 * @param literal-string   $sql
	 * @param list<string|int> $values
	 */
	public function __construct(
		public readonly string $sql,
		public readonly array $values = [],
	) {}

	/**
	 * All of them at once; true when there is none.
	 *
	 * @param list<?self> $conditions Nulls are left out.
	 */
	public static function all( array $conditions ): self {
		$sql    = '1 = 1';
		$values = [];
		foreach ( $conditions as $condition ) {
			if ( null !== $condition ) {
				$sql   .= ' AND ( ' . $condition->sql . ' )';
				$values = [ ...$values, ...$condition->values ];
			}
		}
		return new self( $sql, $values );
	}
}

<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

/** A SQL condition on the table `conversations` with alias `c`, and the values of its placeholders. Immutable. */
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
	 * Joins conditions with AND; always true when there are none.
	 *
	 * @param list<?self> $conditions Nulls are ignored.
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

	/**
	 * Joins conditions with OR.
	 *
	 * @param non-empty-list<self> $conditions
	 */
	public static function any( array $conditions ): self {
		$sql    = '1 = 0';
		$values = [];
		foreach ( $conditions as $condition ) {
			$sql   .= ' OR ( ' . $condition->sql . ' )';
			$values = [ ...$values, ...$condition->values ];
		}
		return new self( $sql, $values );
	}
}

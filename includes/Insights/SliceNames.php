<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Insights;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\CategoryRepository;
use Aaia\Chatbot\Conversations\LabelRepository;
use Aaia\Chatbot\Conversations\TeamRepository;

/** Names of what figures are listed by. Those that were deleted are left out; agents who left keep a number. */
final class SliceNames {

	public const DIMENSIONS = [ 'channel', 'language', 'page', 'category', 'label', 'team', 'agent' ];

	public function __construct(
		private readonly CategoryRepository $categories,
		private readonly LabelRepository $labels,
		private readonly TeamRepository $teams,
	) {}

	/**
	 * @param array<string, list<array<string, int|string>>> $slices By dimension.
	 *
	 * @return array<string, list<array<string, int|string>>> With names; empty for "none".
	 */
	public function of( array $slices ): array {
		$names = [
			'category' => self::by_id( $this->categories->all() ) + [ '' => '' ],
			'label'    => self::by_id( $this->labels->all() ),
			'team'     => self::by_id( $this->teams->all() ) + [ '' => '' ],
			'agent'    => self::agents( $slices['agent'] ?? [] ),
		];
		$named = [];
		foreach ( $slices as $dimension => $rows ) {
			$named[ $dimension ] = [];
			foreach ( $rows as $row ) {
				$slice = (string) $row['slice'];
				$name  = match ( $dimension ) {
					'page'     => self::page( $slice ),
					'channel', 'language' => $slice,
					default    => $names[ $dimension ][ $slice ] ?? null,
				};
				if ( null !== $name ) {
					$named[ $dimension ][] = [ 'name' => $name ] + $row;
				}
			}
		}
		return $named;
	}

	/** A page of this site without its address. */
	private static function page( string $url ): string {
		$home = untrailingslashit( home_url() );
		return str_starts_with( $url, $home . '/' ) ? substr( $url, strlen( $home ) ) : $url;
	}

	/**
	 * @param list<array<string, int|string>> $rows
	 *
	 * @return array<int|string, string>
	 */
	private static function agents( array $rows ): array {
		$ids   = array_map( static fn( array $row ): int => (int) $row['slice'], $rows );
		$names = [];
		foreach ( $ids as $id ) {
			/* translators: %d: number of a user who was deleted. */
			$names[ $id ] = sprintf( __( 'Former agent %d', 'aaia-chatbot' ), $id );
		}
		foreach ( [] === $ids ? [] : get_users( [ 'include' => $ids, 'blog_id' => 0, 'fields' => [ 'ID', 'display_name' ] ] ) as $user ) {
			$names[ (int) $user->ID ] = (string) $user->display_name;
		}
		return $names;
	}

	/**
	 * @param list<object{id: int, name: string}> $things
	 *
	 * @return array<int|string, string>
	 */
	private static function by_id( array $things ): array {
		$names = [];
		foreach ( $things as $thing ) {
			$names[ $thing->id ] = $thing->name;
		}
		return $names;
	}
}

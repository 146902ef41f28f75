<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;

/**
 * Which sites of a network have our tables, and whether their owners want them gone with the plugin.
 *
 * Kept with the network, so that it outlives a site that is deleted while we are not there: what it left can then be removed by its id,
 * never by a pattern of table names (another WordPress may share the database). One record a site: two sites made at once
 * do not overwrite one another.
 */
final class NetworkSites {

	private const RECORD = 'aaia_chatbot_site_';

	private const KEEP = 'keep';

	private const DELETE = 'delete';

	public function __construct( private readonly Database $database ) {}

	/** Notes that the current site has our tables. Nothing outside networks. */
	public function record( bool $is_to_be_deleted ): void {
		if ( is_multisite() ) {
			update_network_option( get_main_network_id(), self::RECORD . get_current_blog_id(), $is_to_be_deleted ? self::DELETE : self::KEEP );
		}
	}

	/** The site has none of our tables any more. */
	public function forget( int $site_id ): void {
		if ( is_multisite() ) {
			delete_network_option( get_main_network_id(), self::RECORD . $site_id );
		}
	}

	/** @return list<int> Sites that are gone, had our tables when we last looked, and whose owner wanted everything deleted. */
	public function deleted_sites_to_clean(): array {
		$rows = $this->database->rows(
			'SELECT meta_key FROM %i WHERE site_id = %d AND meta_key LIKE %s AND meta_value = %s',
			$GLOBALS['wpdb']->sitemeta,
			get_main_network_id(),
			$this->database->like( self::RECORD ) . '%',
			self::DELETE
		);
		$ids  = array_map( static fn( array $row ): int => (int) substr( (string) $row['meta_key'], strlen( self::RECORD ) ), $rows );
		return array_values( array_filter( $ids, static fn( int $id ): bool => $id > 0 && null === get_site( $id ) ) );
	}
}

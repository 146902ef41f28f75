<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;

/**
 * Records which sites of a network have our tables, and whether their owners want them deleted with the plugin.
 *
 * Stored with the network, so that the record outlives a site that is deleted while the plugin is inactive. Its tables can then be deleted
 * by the site's id, never by a pattern of table names (another WordPress may share the database). One option per site, so that two
 * sites created at once do not overwrite each other's.
 */
final class NetworkSites {

	private const RECORD = 'aaia_chatbot_site_';

	private const KEEP = 'keep';

	private const DELETE = 'delete';

	public function __construct( private readonly Database $database ) {}

	/** Records that the current site has our tables. Does nothing outside networks. */
	public function record( bool $is_to_be_deleted ): void {
		if ( is_multisite() ) {
			update_network_option( get_main_network_id(), self::RECORD . get_current_blog_id(), $is_to_be_deleted ? self::DELETE : self::KEEP );
		}
	}

	/** Removes the record of a site without our tables. */
	public function forget( int $site_id ): void {
		if ( is_multisite() ) {
			delete_network_option( get_main_network_id(), self::RECORD . $site_id );
		}
	}

	/** @return list<int> Deleted sites with a record whose owner wanted the data deleted. */
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

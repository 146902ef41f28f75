<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Harness;

/**
 * A second set of WordPress's tables that we touch and of ours, under another prefix: for tests that make and drop tables, which no
 * transaction can take back. Nothing of it is left afterwards.
 */
final class SpareSite {

	private string $before = '';

	/** @var array<string, \WP_Hook> */
	private array $hooks = [];

	public function __construct(
		private readonly \wpdb $wpdb,
		private readonly string $prefix = 'spare_',
	) {}

	/** Creates it and switches WordPress to it. */
	public function enter(): void {
		$this->hooks  = array_map( static fn( \WP_Hook $hook ): \WP_Hook => clone $hook, $GLOBALS['wp_filter'] );
		$this->before = $this->wpdb->prefix;
		$this->drop();
		$options = $this->wpdb->options;
		$this->wpdb->query(
			'CREATE TABLE ' . $this->prefix . 'options (option_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT, option_name VARCHAR(191) NOT '
				. 'NULL, option_value LONGTEXT NOT NULL, autoload VARCHAR(20) NOT NULL, PRIMARY KEY  (option_id), UNIQUE KEY option_name '
				. '(option_name))',
		);
		$this->wpdb->query( 'INSERT INTO ' . $this->prefix . "options SELECT * FROM $options WHERE option_name NOT LIKE 'aaia%'" );
		$this->wpdb->query(
			'CREATE TABLE ' . $this->prefix . 'postmeta (meta_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT, post_id BIGINT UNSIGNED NOT NULL, '
				. 'meta_key VARCHAR(191), meta_value LONGTEXT, PRIMARY KEY  (meta_id))',
		);
		$this->wpdb->query(
			'CREATE TABLE ' . $this->prefix . 'usermeta (umeta_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT, user_id BIGINT UNSIGNED NOT '
				. 'NULL, meta_key VARCHAR(191), meta_value LONGTEXT, PRIMARY KEY  (umeta_id))',
		);
		$this->step_in();
	}

	/** Switches WordPress to it. */
	public function step_in(): void {
		$this->wpdb->set_prefix( $this->prefix );
		wp_cache_flush();
	}

	/** Switches WordPress back; this site stays. */
	public function step_out(): void {
		$this->wpdb->set_prefix( $this->before );
		wp_cache_flush();
	}

	/** Switches back and removes everything. */
	public function leave(): void {
		$this->step_out();
		$this->drop();
		$GLOBALS['wp_filter'] = $this->hooks;
	}

	/** Deletes our tables and options; WordPress's stay. */
	public function empty(): void {
		foreach ( $this->tables() as $table ) {
			$this->wpdb->query( "DROP TABLE $table" );
		}
		$this->wpdb->query( 'DELETE FROM ' . $this->prefix . "options WHERE option_name LIKE 'aaia%'" );
		wp_cache_flush();
	}

	/** @return list<string> Our tables, by name. */
	public function tables(): array {
		$tables = array_map(
			strval( ... ),
			$this->wpdb->get_col( "SHOW TABLES LIKE '" . $this->wpdb->esc_like( $this->prefix . 'aaia' ) . "%'" ),
		);
		sort( $tables );
		return $tables;
	}

	/** @return list<string> Names of our options and transients. */
	public function options(): array {
		return array_map(
			strval( ... ),
			$this->wpdb->get_col( 'SELECT option_name FROM ' . $this->prefix . "options WHERE option_name LIKE '%aaia%' ORDER BY option_name" ),
		);
	}

	private function drop(): void {
		foreach ( [ ...$this->tables(), $this->prefix . 'options', $this->prefix . 'postmeta', $this->prefix . 'usermeta' ] as $table ) {
			$this->wpdb->query( "DROP TABLE IF EXISTS $table" );
		}
	}
}

<?php

/** The class of the SQLite drop-in that stands for wpdb, for PHPStan only. */

declare( strict_types=1 );

class WP_SQLite_DB extends wpdb {

	public function __construct( string $dbname ) {}
}

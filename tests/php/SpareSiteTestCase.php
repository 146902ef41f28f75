<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests;

use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Tests\Harness\SpareSite;

/** A test that makes, alters or drops tables: on a site of its own, without a transaction (MariaDB commits with each of these). */
abstract class SpareSiteTestCase extends \PHPUnit\Framework\TestCase {

	protected SpareSite $site;

	protected \wpdb $wpdb;

	protected function setUp(): void {
		parent::setUp();
		$this->wpdb = $GLOBALS['wpdb'];
		$this->site = new SpareSite( $this->wpdb );
		$this->site->enter();
	}

	protected function tearDown(): void {
		$GLOBALS['wpdb'] = $this->wpdb;
		$this->site->leave();
		parent::tearDown();
	}

	/** The plugin, made anew with each call. */
	protected function plugin(): Plugin {
		return new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' );
	}

	protected function database(): Database {
		return new Database( $this->wpdb );
	}
}

<?php

/**
 * Prints the counts of many kills as JSON: `php kills.php KIND COUNT`, KIND being `turns`, `requests` or `migrations`; for the benchmark
 * `kills`.
 */

declare( strict_types=1 );

use Aaia\Chatbot\Tests\Faults\Kills;
use Aaia\Chatbot\Tests\Faults\RealSite;

require dirname( __DIR__ ) . '/bootstrap.php';

[ , $kind, $count ] = $argv;
$site               = new RealSite();
$site->open(
	[
		'support_email' => 'team@example.com',
		'turns_at_once' => 10,
		'provider'      => 'turns' === $kind ? 'scripted' : 'builtin',
	]
);
try {
	$kills = new Kills( $site );
	echo wp_json_encode(
		match ( $kind ) {
			'turns'      => $kills->turns( (int) $count ),
			'requests'   => $kills->requests( (int) $count ),
			default      => $kills->migrations( (int) $count ),
		}
	), "\n";
} finally {
	$site->close();
}

<?php

/**
 * Moves the demo's conversations into the past 30 days, newest last, and counts and sorts them anew, so that pictures show figures of more
 * than one day. Run by `wp eval-file`.
 */

declare( strict_types=1 );

use Aaia\Chatbot\Improve\Gaps\GapBuilder;
use Aaia\Chatbot\Improve\Today\FindTodayItems;
use Aaia\Chatbot\Insights\CountFigures;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Plugin;

global $wpdb;
$prefix  = $wpdb->prefix . 'aaia_';
$columns = [
	'conversations' => [ 'id', [ 'created_at', 'last_activity_at' ] ],
	'messages'      => [ 'conversation_id', [ 'created_at' ] ],
];
$ids     = $wpdb->get_col( "SELECT id FROM {$prefix}conversations ORDER BY id" );
foreach ( $ids as $at => $id ) {
	$hours = (int) round( 30 * 24 * ( 1 - sqrt( ( $at + 1 ) / count( $ids ) ) ) );
	foreach ( $columns as $table => [ $key, $names ] ) {
		foreach ( $names as $name ) {
			$rows = $wpdb->get_results( $wpdb->prepare( "SELECT id, $name AS at FROM {$prefix}$table WHERE $key = %d", $id ) );
			foreach ( $rows as $row ) {
				$then = gmdate( 'Y-m-d H:i:s', strtotime( "$row->at UTC" ) - $hours * HOUR_IN_SECONDS );
				$wpdb->update( $prefix . $table, [ $name => $then ], [ 'id' => $row->id ] );
			}
		}
	}
}
foreach ( [ 'conversation_facts', 'daily_figures', 'figure_days' ] as $table ) {
	$wpdb->query( "DELETE FROM {$prefix}$table" );
}
$services = ( new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' ) )->services;
foreach ( [ FindTodayItems::class, GapBuilder::class, CountFigures::class, CountFigures::class ] as $job ) {
	$services->get( $job )->handle( new Job( 1, $job::NAME, [], 1 ) );
}

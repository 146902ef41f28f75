<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Contacts\ContactMerger;
use Aaia\Chatbot\Conversations\Contacts\CreateContacts;

/** Conversations, their messages, turns and requests for a person; contacts. */
final class ConversationsModule {

	public const MIGRATIONS = [
		CreateConversationTables::class,
		CreateSourceReports::class,
		CreateAddressChecks::class,
		AddFollowers::class,
		KeySentMessages::class,
		KeepVisitorsRatings::class,
		CreateReplyAddresses::class,
		CreateUnreadMarks::class,
		CreateMentions::class,
		CreateConversationLimits::class,
		AddTeamHours::class,
		AddPriorityIndex::class,
		CreateLabels::class,
		CreateCategories::class,
		AddPromises::class,
		CreateTeams::class,
		CreateAgents::class,
		CreateContacts::class,
	];

	public const JOBS = [
		ResolveSilentConversations::NAME  => ResolveSilentConversations::class,
		HandBackSilentConversations::NAME => HandBackSilentConversations::class,
		NoteBrokenPromises::NAME          => NoteBrokenPromises::class,
		ForgetLabel::NAME                 => ForgetLabel::class,
		ForgetCategory::NAME              => ForgetCategory::class,
		EmptyTeam::NAME                   => EmptyTeam::class,
		ContactMerger::NAME               => ContactMerger::class,
	];

	public const SCHEDULES = [
		ResolveSilentConversations::NAME => [
			ResolveSilentConversations::EVERY_SECONDS,
			ResolveSilentConversations::class,
			'due',
		],
		HandBackSilentConversations::NAME => [
			HandBackSilentConversations::EVERY_SECONDS,
			HandBackSilentConversations::class,
			'due',
		],
		NoteBrokenPromises::NAME => [ NoteBrokenPromises::EVERY_SECONDS, NoteBrokenPromises::class, 'due' ],
	];

	public const SETTINGS = [ ConversationSettings::class ];
}

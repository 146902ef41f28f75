<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Attachments\AttachmentHealth;
use Aaia\Chatbot\Conversations\Attachments\AttachmentSettings;
use Aaia\Chatbot\Conversations\Attachments\CreateAttachments;
use Aaia\Chatbot\Conversations\Attachments\PurgeAttachments;
use Aaia\Chatbot\Conversations\Contacts\AddContactIndex;
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
		AddActiveIndexes::class,
		AddPriorityIndex::class,
		CreateLabels::class,
		CreateCategories::class,
		AddPromises::class,
		CreateTeams::class,
		CreateAgents::class,
		AddArchiveIndex::class,
		AddStuckMark::class,
		CreateAttachments::class,
		CreateContacts::class,
		CreateReviews::class,
		CreateVisits::class,
		AddWokenAt::class,
		AddContactIndex::class,
		AddPreviewAuthor::class,
	];

	public const JOBS = [
		ResolveSilentConversations::NAME  => ResolveSilentConversations::class,
		HandBackSilentConversations::NAME => HandBackSilentConversations::class,
		NoteBrokenPromises::NAME          => NoteBrokenPromises::class,
		ForgetDeleted::LABEL              => ForgetDeleted::class,
		ForgetDeleted::CATEGORY           => ForgetDeleted::class,
		EmptyTeam::NAME                   => EmptyTeam::class,
		ArchiveResolvedConversations::NAME => ArchiveResolvedConversations::class,
		PurgeAttachments::NAME            => PurgeAttachments::class,
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
		ArchiveResolvedConversations::NAME => [
			ArchiveResolvedConversations::EVERY_SECONDS,
			ArchiveResolvedConversations::class,
			'due',
		],
		NoteBrokenPromises::NAME => [ NoteBrokenPromises::EVERY_SECONDS, NoteBrokenPromises::class, 'due' ],
		PurgeAttachments::NAME => PurgeAttachments::EVERY_SECONDS,
	];

	public const SETTINGS = [ ConversationSettings::class, AttachmentSettings::class ];

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [ [ 'site_status_tests', AttachmentHealth::class, 'add_test' ] ];
	}
}
